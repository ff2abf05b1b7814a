-- To refuse a request that an application is decided (12 § FvL) is asked of the delegation order like every other decision of an employee.
alter table decision.delegation_point
  drop constraint delegation_point_decision_type_check,
  add constraint delegation_point_decision_type_check check (decision_type in ('inleda utredning', 'inte inleda utredning', 'förlänga förhandsbedömning',
    'förlänga utredning', 'avsluta utredning utan insats', 'bevilja insats', 'avslå ansökan om insats', 'bevilja placering', 'uppföljning utan samtycke',
    'övervägande av vård', 'ansökan om vård enligt LVU', 'omedelbart omhändertagande', 'avvisa överklagande', 'avslå begäran om avgörande', 'neka insyn'));
