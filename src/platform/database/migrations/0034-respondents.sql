-- Somebody outside signs on, for one unit, child or provider alone (decision 0036): the transaction binds for whom it is, beside the kind and the tenant.

-- For whom the transaction of an outsider is; null for staff, for the program and for the public.
create function core.for_whom() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('fortrogen.for', true), '')::uuid;
grant execute on function core.for_whom() to fortrogen_app;

-- A sign-on of somebody outside. Found by the program before it knows who asks; shown to no outsider.
create table access.outside_session (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  kind text not null check (kind in ('respondent')),
  for_whom uuid not null,
  token_hash bytea not null check (length(token_hash) = 32),
  csrf_secret bytea not null check (length(csrf_secret) = 32),
  name text not null check (length(name) between 1 and 60),
  title text not null check (length(title) between 1 and 38),
  source_address inet,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, token_hash)
);
comment on table access.outside_session is 'Sign-ons of those who are not staff: of which kind, for whom, and who they say that they are.';
comment on column access.outside_session.for_whom is 'The unit that was asked. What lets somebody in for it ends these sessions when it is withdrawn.';
create index outside_session_for_whom on access.outside_session (municipality_id, for_whom) where ended_at is null;
create index outside_session_expires on access.outside_session (municipality_id, expires_at);
select core.keep_municipalities_apart('access.outside_session');
grant select, insert, update (ended_at), delete on access.outside_session to fortrogen_app;

-- What whoever answers reaches: the one unit, what it is asked, what it has answered and signed. Nothing of any other unit, and nothing of the house.
do $$
declare
  mine constant text := 'exists (select from survey.answer_set s where s.municipality_id = %1$s.municipality_id and s.id = %1$s.answer_set_id and s.unit_id = core.for_whom())';
begin
  perform core.let_in('survey.unit', 'respondent', 'select', 'id = core.for_whom()');
  perform core.let_in('survey.unit_extension', 'respondent', 'select', 'unit_id = core.for_whom()');
  perform core.let_in('survey.round', 'respondent', 'select',
    'exists (select from survey.unit u where u.municipality_id = round.municipality_id and u.round_id = round.id and u.id = core.for_whom())');
  -- Until now every questionnaire of the tenant: the one that the unit is asked.
  drop policy for_respondent_select on survey.questionnaire_version;
  perform core.let_in('survey.questionnaire_version', 'respondent', 'select', 'exists (select from survey.unit u
    join survey.round r on r.municipality_id = u.municipality_id and r.id = u.round_id
    where u.municipality_id = questionnaire_version.municipality_id and u.id = core.for_whom() and r.fingerprint = questionnaire_version.fingerprint)');
  perform core.let_in('survey.answer_set', 'respondent', 'select', 'unit_id = core.for_whom()');
  perform core.let_in('survey.page_save', 'respondent', 'select', format(mine, 'page_save'));
  perform core.let_in('survey.page_save', 'respondent', 'insert', format(mine, 'page_save') || ' and recorded_by is null');
  perform core.let_in('survey.signature', 'respondent', 'select', format(mine, 'signature'));
  perform core.let_in('survey.signature', 'respondent', 'insert', format(mine, 'signature') || ' and recorded_by is null');
  perform core.let_in('survey.delivery', 'respondent', 'select', 'unit_id = core.for_whom()');
  perform core.let_in('survey.delivery', 'respondent', 'insert', $c$unit_id = core.for_whom() and way = 'på sidan' and recorded_by is null$c$);
end $$;

-- A receipt is sent for somebody without an account too.
alter table messages.message alter column recorded_by drop not null;
comment on column messages.message.recorded_by is 'Whose work it comes of; null where the program sends it for somebody outside.';
