-- Companies by their names, without regard to case. Behind row-level security an index over lower(name) helps nobody who asks for a name:
-- lower() might tell of rows that are another's, so that each row is looked at first. A column that holds what is asked for can be looked up.
drop index companies_by_name;
create index companies_by_name on companies (workspace_id, search_text);
