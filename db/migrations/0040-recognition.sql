-- Ways to a person that recognition, merges and timelines take.
create index people_by_merge on people (workspace_id, merged_into) where merged_into is not null;
create index person_merges_by_kept on person_merges (workspace_id, kept_person_id);
create index person_merges_by_merged on person_merges (workspace_id, merged_person_id);
create unique index companies_by_group on companies (workspace_id, (external_ids ->> 'group')) where external_ids ? 'group';
create index deals_by_person on deals (workspace_id, person_id) where person_id is not null;
create index invoice_matches_by_company on invoice_matches (workspace_id, company_id) where state = 'confirmed';
