-- A workspace words its reasons itself and adds its own. The version tells who changes one that it was changed meanwhile. What follows is
-- held here: who rests knows for how long, and of the two catalogues by which a passage ends each has but one thing that follows.
update reasons set nurture_days = 90 where repair = 'nurture' and nurture_days is null;

alter table reasons
  add column version integer not null default 1,
  add check ((repair = 'nurture') = (nurture_days is not null)),
  add check (nurture_days between 1 and 1000),
  add check (kind = 'rejected' or repair = case kind when 'recycled' then 'nurture' else 'disqualify' end);
