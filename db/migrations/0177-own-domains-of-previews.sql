-- A preview is counted with the company's own domains of that moment; what is then applied is what was counted.
alter table channel_rule_previews add column own_domains text[] not null default '{}';
