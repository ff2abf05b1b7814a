/**
 * A certificate of localhost's for servers that tests start, with its key: made for this, published here, trusted by nobody. Good until 2099.
 */
export const localhost = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBSDCB7qADAgECAgEBMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCWxvY2FsaG9z
dDAgFw0wMDAxMDEwMDAwMDBaGA8yMDk5MTIzMTAwMDAwMFowFDESMBAGA1UEAwwJ
bG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZbbjAZ5XUq0wPn/e
Ufj6bLMzqn74J6DDYT0vxOojXPald60Ru3O446OzlQLq5kfYbVEiMXNrZUiPu7oh
Pv5zpKMvMC0wDwYDVR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SH
BH8AAAEwCgYIKoZIzj0EAwIDSQAwRgIhAPFT8ByCLJs9WLxCaL251ek2Y7DK4Vbw
PV9irwM3Rts6AiEAlvUInCBhq2bKBNWHs1eFJj2F8lRd80z/yEoIF9YXJ58=
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgNaj0MnLbNPi+gKcd
q2ZYDw5apEGCVKTd6Qws313yfMahRANCAARltuMBnldSrTA+f95R+PpsszOqfvgn
oMNhPS/E6iNc9qV3rRG7c7jjo7OVAurmR9htUSIxc2tlSI+7uiE+/nOk
-----END PRIVATE KEY-----
`,
};
