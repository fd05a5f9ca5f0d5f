-- What a website or a program told of a company's number with its country's letters (`FI12345678`) or in a VAT number's form was shown and
-- recognised nobody. Such a number is one of its register, as it would be told today, unless another company has it.
do $$
declare place record;
begin
  for place in select id from workspaces loop
    perform set_config('samspil.workspace', place.id::text, true);
    insert into company_identities (workspace_id, kind, source, value, company_id, created_at)
      select distinct on (named.register, named.number) place.id, 'organisation_number', named.register, named.number, c.id, c.created_at
        from companies c
       cross join lateral (select regexp_replace(upper(c.organisation_number), '[\s.:/-]', '', 'g') as text) compact
       cross join lateral (
         select 'NL' as register, parts[1] as number from regexp_match(compact.text, '^(?:NL)?(\d{9}B\d{2})$') parts where parts is not null
         union all
         select parts[1], parts[2] from regexp_match(compact.text, '^(?!NR)([A-Z]{2})(\d{8,12})$') parts where parts is not null) named
       where c.workspace_id = place.id and c.merged_into is null
       order by named.register, named.number, c.created_at
          on conflict do nothing;
    update companies c set organisation_number = i.value
      from company_identities i
     where c.workspace_id = place.id and i.workspace_id = place.id and i.company_id = c.id and i.kind = 'organisation_number'
       and c.organisation_number ~ '[A-Za-z]'
       and regexp_replace(upper(c.organisation_number), '[\s.:/-]', '', 'g') in (i.source || i.value, i.value);
  end loop;
end $$;
