-- PostgreSQL counts repetitions to 255: with 480 the check was no expression, and no link could be written at all.
alter table register.version
  drop constraint version_link_check,
  add constraint version_link_check check (char_length(link) <= 480 and link ~ '^https?://[^[:space:]<>"]{3,}$');
