-- "They are two" can be taken back, also where it was said by parting a merge: from that moment on the pair may be suggested and recognised again.
alter table company_distinctions add column withdrawn_at timestamptz, add column withdrawn_by uuid;
alter table person_distinctions add column withdrawn_at timestamptz, add column withdrawn_by uuid;
