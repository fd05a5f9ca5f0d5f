-- People by what they are called, in the order of lists and where namesakes are looked for. As for companies: an index over an expression
-- cannot be looked up behind row-level security, a column can.
drop index people_by_name;
alter table people add column sort_name text not null generated always as (folded(coalesce(name, email, ''))) stored;
create index people_by_name on people (workspace_id, sort_name);
