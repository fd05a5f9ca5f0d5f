-- A touch whose month has no partition lies in touchpoints_other, and that is never an error. But PostgreSQL refuses to make a partition while
-- rows of its span lie elsewhere: a program that slept for four months could then make none any more. Now they move in when their month is made.
create or replace function make_touchpoint_partitions(first_day date, last_day date) returns void
  language plpgsql security definer set search_path from current as $$
declare
  month date := date_trunc('month', first_day);
  part text;
  span text;
begin
  while month <= last_day loop
    part := format('touchpoints_%s', to_char(month, 'YYYY_MM'));
    if to_regclass(part) is null then
      span := format('for values from (%L) to (%L)', month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
      begin
        execute format('create table %I partition of touchpoints %s', part, span);
      exception when check_violation then
        execute format('create table %I (like touchpoints including defaults including constraints)', part);
        -- The wall between workspaces holds for the owner as well, and these are the rows of all.
        alter table touchpoints_other no force row level security;
        execute format('with leaving as (delete from touchpoints_other where occurred_at >= %L and occurred_at < %L returning *) insert into %I select * from leaving',
          month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC', part);
        alter table touchpoints_other force row level security;
        execute format('alter table touchpoints attach partition %I %s', part, span);
      end;
      perform protect_workspace_table(part::regclass);
    end if;
    month := month + interval '1 month';
  end loop;
end $$;
