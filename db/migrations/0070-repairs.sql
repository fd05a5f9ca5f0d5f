-- A hand-off given back is repaired at once where its reason says how: the lead moves on to recycled or disqualified by the reason of the
-- rejection, and goes back to submitted when the decision is undone.

insert into stage_moves (from_stage, to_stage) values ('recycled', 'submitted'), ('disqualified', 'submitted');

-- Which catalogue the reason is from; until now always that of the stage itself.
alter table lead_stages alter column reason_kind drop expression;
alter table lead_stages add check (
  (reason_kind is null) = (reason is null)
  and (reason_kind is null or reason_kind = stage or (from_stage = 'rejected' and reason_kind = 'rejected'))
);
