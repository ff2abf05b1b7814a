-- What a report says of guardians is a claim (decision 0020): it gives nobody rights and shuts nobody out. A guardian is whoever the responsible
-- caseworker has confirmed, with a source. A correction, an ending and a withdrawal are new rows that point back.

create table people.guardian_claim (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  child_id uuid not null,
  case_id uuid,
  intake_id uuid,
  given_name text not null check (length(given_name) between 1 and 100),
  family_name text not null check (length(family_name) between 1 and 100),
  identity_number text check (identity_number ~ '^[0-9]{12}$'),
  phone text,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, child_id, id),
  foreign key (municipality_id, child_id) references people.person,
  foreign key (municipality_id, case_id, intake_id) references intake.intake (municipality_id, case_id, id),
  check ((case_id is null) = (intake_id is null))
);
comment on table people.guardian_claim is 'Who a report named as guardian, in the words of the report. No person of the register and no right follows from it.';
comment on column people.guardian_claim.intake_id is 'The report that named the guardian; absent only for what was written before claims were kept apart.';
create index guardian_claim_child on people.guardian_claim (municipality_id, child_id);
create index guardian_claim_intake on people.guardian_claim (municipality_id, case_id, intake_id);
create index guardian_claim_number on people.guardian_claim (municipality_id, identity_number) where identity_number is not null;
select core.keep_municipalities_apart('people.guardian_claim');
grant select, insert on people.guardian_claim to fortrogen_app;

-- What stood as guardianship was what reports had said: it becomes claims again. In a demo everybody is made up, and the register with them.
insert into people.guardian_claim (municipality_id, id, child_id, case_id, intake_id, given_name, family_name, identity_number, phone, recorded_by, recorded_at)
select g.municipality_id, g.id, g.child_id, first.case_id, first.intake_id, p.given_name, p.family_name, p.identity_number, p.phone, g.recorded_by, g.recorded_at
from people.guardianship g
join core.municipality m on m.id = g.municipality_id and not m.is_demo
join people.person p on p.municipality_id = g.municipality_id and p.id = g.guardian_id
left join lateral (select i.case_id, i.id as intake_id from intake.case_file c
  join intake.intake i on i.municipality_id = c.municipality_id and i.case_id = c.id
  where c.municipality_id = g.municipality_id and c.child_id = g.child_id
  order by abs(extract(epoch from i.recorded_at - g.recorded_at)), i.id limit 1) first on true;
delete from people.guardianship g using core.municipality m where m.id = g.municipality_id and not m.is_demo;

alter table people.guardianship
  add change text not null default 'bekräftad' check (change in ('bekräftad', 'rättad', 'upphörd', 'återtagen')),
  add given_name text check (length(given_name) between 1 and 100),
  add family_name text check (length(family_name) between 1 and 100),
  add phone text,
  add source text not null default 'folkbokföringen' check (source in ('folkbokföringen', 'dom eller beslut av domstol', 'avtal som socialnämnden har godkänt',
    'anmälan om gemensam vårdnad', 'uppgift från någon')),
  add source_detail text,
  add source_on date,
  add reason text,
  add corrects_id uuid,
  add unique (municipality_id, child_id, id),
  add foreign key (municipality_id, child_id, corrects_id) references people.guardianship (municipality_id, child_id, id),
  add constraint guardianship_change_points_back check ((change = 'bekräftad') = (corrects_id is null)),
  add constraint guardianship_end_has_a_day check (change <> 'upphörd' or valid_to is not null),
  add constraint guardianship_withdrawn_says_why check (change <> 'återtagen' or length(reason) > 0),
  add constraint guardianship_word_of_mouth_says_whose check (source <> 'uppgift från någon' or length(source_detail) > 0);
update people.guardianship g set given_name = p.given_name, family_name = p.family_name, phone = p.phone, source_on = g.valid_from
  from people.person p where p.municipality_id = g.municipality_id and p.id = g.guardian_id;
alter table people.guardianship
  alter given_name set not null, alter family_name set not null, alter source_on set not null,
  alter change drop default, alter source drop default;
comment on column people.guardianship.given_name is 'The name as it was confirmed here: nothing of what the municipality knows of the person elsewhere is shown.';
comment on column people.guardianship.source_on is 'The day the source was read, or its own day: of the judgment, the agreement, what was said.';
create unique index guardianship_corrects on people.guardianship (municipality_id, child_id, corrects_id) where corrects_id is not null;
revoke update (valid_to) on people.guardianship from fortrogen_app;

-- What became of a claim: the guardianship that it led to, or why it was not right.
create table people.guardian_claim_answer (
  municipality_id smallint not null,
  claim_id uuid not null,
  child_id uuid not null,
  guardianship_id uuid,
  reason text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, claim_id),
  foreign key (municipality_id, child_id, claim_id) references people.guardian_claim (municipality_id, child_id, id),
  foreign key (municipality_id, child_id, guardianship_id) references people.guardianship (municipality_id, child_id, id),
  constraint claim_confirmed_or_says_why_not check ((guardianship_id is null) = (reason is not null and length(reason) > 0))
);
create index guardian_claim_answer_claim on people.guardian_claim_answer (municipality_id, child_id, claim_id);
create index guardian_claim_answer_guardianship on people.guardian_claim_answer (municipality_id, child_id, guardianship_id) where guardianship_id is not null;
select core.keep_municipalities_apart('people.guardian_claim_answer');
grant select, insert on people.guardian_claim_answer to fortrogen_app;

-- The last word of each guardianship that is not withdrawn. Whether it holds on a day is for the reader: valid_from, valid_to.
create view people.standing_guardianship with (security_invoker = true) as
  select g.* from people.guardianship g
  where g.change <> 'återtagen'
    and not exists (select 1 from people.guardianship n where n.municipality_id = g.municipality_id and n.child_id = g.child_id and n.corrects_id = g.id);

-- Claims that nobody has answered and that no confirmed guardian makes needless; each guardian once, in the latest words.
create view people.open_guardian_claim with (security_invoker = true) as
  select distinct on (c.municipality_id, c.child_id, coalesce(c.identity_number, lower(c.given_name || ' ' || c.family_name))) c.*
  from people.guardian_claim c
  where not exists (select 1 from people.guardian_claim_answer a where a.municipality_id = c.municipality_id and a.child_id = c.child_id and a.claim_id = c.id)
    and not exists (select 1 from people.standing_guardianship g
      join people.person p on p.municipality_id = g.municipality_id and p.id = g.guardian_id
      where g.municipality_id = c.municipality_id and g.child_id = c.child_id
        and (p.identity_number = c.identity_number
          or (c.identity_number is null and lower(g.given_name || ' ' || g.family_name) = lower(c.given_name || ' ' || c.family_name))))
  order by c.municipality_id, c.child_id, coalesce(c.identity_number, lower(c.given_name || ' ' || c.family_name)), c.recorded_at desc, c.id;
grant select on people.standing_guardianship, people.open_guardian_claim to fortrogen_app;
