-- A delegation order is read in at the command line too, where no employee writes; and a proposal that nobody will adopt is withdrawn, with the reason.
alter table decision.delegation_version alter column recorded_by drop not null;
comment on column decision.delegation_version.recorded_by is 'Nobody where the program read it in at the command line; of its points and of its adoption too.';
alter table decision.delegation_point alter column recorded_by drop not null;
alter table decision.delegation_adoption alter column recorded_by drop not null;

create table decision.delegation_withdrawal (
  municipality_id smallint not null,
  version smallint not null,
  withdrawn_because text not null check (length(withdrawn_because) between 1 and 500),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, version),
  foreign key (municipality_id, version) references decision.delegation_version,
  foreign key (municipality_id, recorded_by) references access.staff
);
create index delegation_withdrawal_recorded_by on decision.delegation_withdrawal (municipality_id, recorded_by);
comment on table decision.delegation_withdrawal is 'A proposal of a delegation order that nobody will adopt. It stays to be read; nothing is built on it (decision.refuse_two_fates).';

select core.keep_municipalities_apart('decision.delegation_withdrawal');
grant select, insert on decision.delegation_withdrawal to fortrogen_app;
