-- Part of a country whose public holidays hold, such as BY of DE; null for those of the whole country.
alter table calendars add column holiday_region text;
alter table calendars add check (holiday_region is null or holiday_country is not null);

-- The calendar of a team; a member's own comes before it, the standard one after it.
create table team_calendars (
  workspace_id uuid not null,
  team text not null check (team in ('marketing', 'sales', 'finance', 'leadership')),
  calendar_id uuid not null,
  primary key (workspace_id, team),
  foreign key (workspace_id, calendar_id) references calendars on delete cascade
);

-- What a calendar was until it was changed, and whose own another was: what has been judged stays judged by what was known then.
create table former_calendars (
  workspace_id uuid not null,
  id uuid not null,
  calendar_id uuid not null,
  until timestamptz not null,
  name text not null,
  time_zone text not null,
  weekly jsonb not null,
  holiday_country text,
  holiday_region text,
  holidays_added date[] not null,
  holidays_removed date[] not null,
  standard boolean not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, calendar_id) references calendars on delete cascade
);
create index former_calendars_by_time on former_calendars (workspace_id, until);

create table former_calendar_holders (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid,
  team text check (team in ('marketing', 'sales', 'finance', 'leadership')),
  -- Null: none of their own until then.
  calendar_id uuid,
  until timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members on delete cascade,
  foreign key (workspace_id, calendar_id) references calendars on delete cascade,
  check (num_nonnulls(member_id, team) = 1)
);
create index former_calendar_holders_by_time on former_calendar_holders (workspace_id, until);

alter table absences
  add column entered_by uuid,
  add column withdrawn_at timestamptz,
  add column withdrawn_by uuid,
  add foreign key (workspace_id, entered_by) references members,
  add foreign key (workspace_id, withdrawn_by) references members;
create index absences_by_member on absences (workspace_id, member_id, ends_at);

select protect_workspace_table(name::regclass) from unnest(array['team_calendars', 'former_calendars', 'former_calendar_holders']) as name;
