-- A unit of an agency's round answers by a link of its own, and may be given more time. The link is not kept: only what it is known again by.

create table survey.unit_link (
  municipality_id smallint not null,
  unit_id uuid not null,
  number smallint not null check (number > 0),
  digest bytea not null check (length(digest) = 32),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, unit_id, number),
  unique (municipality_id, digest),
  foreign key (municipality_id, unit_id) references survey.unit,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.unit_link is 'The personal links of a unit. The last one is good; a new one withdraws those before it.';
comment on column survey.unit_link.digest is 'SHA-256 of the token that stands in the link. The token itself is made when it is sent, and kept nowhere.';
create index unit_link_recorded_by on survey.unit_link (municipality_id, recorded_by);

create table survey.unit_extension (
  municipality_id smallint not null,
  unit_id uuid not null,
  number smallint not null check (number > 0),
  last_day date not null,
  reason text not null check (length(reason) between 1 and 500),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, unit_id, number),
  foreign key (municipality_id, unit_id) references survey.unit,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.unit_extension is 'That a unit has another last day than the round, and why. The last one holds.';
create index unit_extension_recorded_by on survey.unit_extension (municipality_id, recorded_by);

do $$
declare t text;
begin
  foreach t in array array['unit_link', 'unit_extension'] loop
    perform core.keep_municipalities_apart(format('survey.%I', t)::regclass);
    execute format('grant select, insert on survey.%I to fortrogen_app', t);
  end loop;
end $$;
