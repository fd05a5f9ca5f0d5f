-- Numbers that an import brought with their country's letters (`FI12345678`), the register's name or a VAT number's form were kept as they
-- stood, of the house's own register, and so recognised nobody. They are parted into register and number, as they are read today.
do $$
declare place record;
begin
  for place in select id from workspaces loop
    perform set_config('samspil.workspace', place.id::text, true);
    drop table if exists pg_temp.parted;
    create temp table parted on commit drop as
      select distinct on (named.register, named.number) i.company_id, i.source as was_of, i.value as was, named.register, named.number
        from company_identities i
       cross join lateral (select regexp_replace(upper(i.value), '[\s.:/-]', '', 'g') as text) compact
       cross join lateral (
         select case parts[1] when 'CVR' then 'DK' else 'NL' end as register, parts[2] as number
           from regexp_match(compact.text, '^(CVR|KVK)(?:NR|NUMMER)?(\d{8})$') parts where parts is not null
         union all
         select 'NL', parts[1] from regexp_match(compact.text, '^(?:NL)?(\d{9}B\d{2})$') parts where parts is not null
         union all
         select 'SE', left(compact.text, 10) where i.source = 'SE' and compact.text ~ '^\d{10}01$'
         union all
         select parts[1], parts[2] from regexp_match(compact.text, '^(?!NR)([A-Z]{2})(\d{8,12})$') parts where parts is not null) named
       where i.workspace_id = place.id and i.kind = 'organisation_number' and (i.source, i.value) <> (named.register, named.number)
       order by named.register, named.number, i.created_at;
    -- What another company is known by already stays as it is: which of the two is right is for somebody to say.
    delete from parted p using company_identities i
     where i.workspace_id = place.id and i.kind = 'organisation_number' and i.source = p.register and i.value = p.number and i.company_id <> p.company_id;

    update companies c set organisation_number = p.number from parted p
     where c.workspace_id = place.id and p.company_id in (c.id, c.merged_into) and c.organisation_number = p.was;
    delete from company_identities old using parted p, company_identities i
     where old.workspace_id = place.id and old.kind = 'organisation_number' and old.source = p.was_of and old.value = p.was
       and i.workspace_id = place.id and i.kind = 'organisation_number' and i.source = p.register and i.value = p.number;
    update company_identities i set source = p.register, value = p.number from parted p
     where i.workspace_id = place.id and i.kind = 'organisation_number' and i.source = p.was_of and i.value = p.was;
    -- What a merge moved is found again by what it is now.
    update company_merges m
       set moved = jsonb_set(m.moved, '{identities}', (
             select jsonb_agg(coalesce(named || jsonb_build_object('source', p.register, 'value', p.number), named) order by position)
               from jsonb_array_elements(m.moved -> 'identities') with ordinality moved(named, position)
               left join parted p on named ->> 'kind' = 'organisation_number' and p.was_of = named ->> 'source' and p.was = named ->> 'value'))
     where m.workspace_id = place.id and m.moved -> 'identities' @> '[{"kind": "organisation_number"}]' and exists (select from parted);
    -- And what an import added or wrote, so that it can be taken back.
    update import_effects e set after = e.after || jsonb_build_object('source', p.register, 'value', p.number) from parted p
     where e.workspace_id = place.id and e.subject_kind = 'company_identity' and e.subject_id = p.company_id
       and e.after ->> 'kind' = 'organisation_number' and e.after ->> 'source' = p.was_of and e.after ->> 'value' = p.was;
    update import_effects e set after = e.after || jsonb_build_object('organisation_number', p.number) from parted p
     where e.workspace_id = place.id and e.subject_kind = 'company' and e.subject_id = p.company_id and e.after ->> 'organisation_number' = p.was;
  end loop;
end $$;
