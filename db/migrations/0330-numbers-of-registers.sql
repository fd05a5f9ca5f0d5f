-- A company's number is a register's: eight figures are a Danish CVR and a Dutch KvK. Which register it is of, by its country, is the number's source.
alter table company_identities drop constraint company_identities_check;
alter table company_identities add check (kind = 'organisation_number' or (source = '') = (kind <> 'external_id'));

do $$
declare place record;
begin
  for place in select id, country from workspaces loop
    perform set_config('samspil.workspace', place.id::text, true);
    -- As a number is read that is met: of the country told beside it, else of the house's own, unless it has only another one's form.
    update company_identities i
       set source = case
             when i.value ~ '^\d{13}$' then ''
             when told.country is not null then told.country
             when i.value ~ '^\d{9}$' and place.country in ('DK', 'NL', 'FI', 'SE', 'BE') then 'NO'
             when i.value ~ '^[2-9]\d{9}$' and place.country in ('DK', 'NL', 'FI', 'NO', 'BE') then 'SE'
             else place.country
           end
      -- A number that came by a merge is of the company whose it was.
      from (select n.value,
                   (select c.country from companies c
                     where c.workspace_id = place.id and (c.id = n.company_id or c.merged_into = n.company_id)
                     order by c.organisation_number is not distinct from n.value desc, c.id <> n.company_id limit 1) as country
              from company_identities n where n.workspace_id = place.id and n.kind = 'organisation_number' and n.source = '') told
     where i.workspace_id = place.id and i.kind = 'organisation_number' and i.source = '' and i.value = told.value;
    -- What a merge moved is found again by what it is now.
    update company_merges m
       set moved = jsonb_set(m.moved, '{identities}', (
             select jsonb_agg(coalesce(named || jsonb_build_object('source', i.source), named) order by position)
               from jsonb_array_elements(m.moved -> 'identities') with ordinality moved(named, position)
               left join company_identities i on i.workspace_id = place.id and i.kind = 'organisation_number'
                and i.kind = named ->> 'kind' and i.value = named ->> 'value'))
     where m.workspace_id = place.id and m.moved -> 'identities' @> '[{"kind": "organisation_number"}]';
    -- And what an import added, so that it can be taken back.
    update import_effects e set after = jsonb_set(e.after, '{source}', to_jsonb(i.source))
      from company_identities i
     where e.workspace_id = place.id and e.subject_kind = 'company_identity' and e.after ->> 'kind' = 'organisation_number'
       and i.workspace_id = place.id and i.kind = 'organisation_number' and i.value = e.after ->> 'value';
  end loop;
end $$;
