-- A text as it is searched: without regard to case, also of the letters that lower() passes over in a database of the plain collation.
create function folded(text) returns text language sql immutable parallel safe
  return lower(translate($1, 'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞŠŽŒ', 'àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþšžœ'));

alter table people drop column search_text;
alter table people add column search_text text generated always as (folded(coalesce(name, '') || ' ' || coalesce(email, ''))) stored;
alter table companies drop column search_text;
alter table companies add column search_text text generated always as (folded(name)) stored;
