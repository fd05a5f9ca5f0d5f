-- The teams speak of a hand-off as they do of a version; there a comment may ask, and one may answer another.

alter table comments drop constraint comments_subject_kind_check;
alter table comments
  add constraint comments_subject_kind_check check (subject_kind in ('definition', 'agreement', 'handoff')),
  -- A question is open until it is resolved, by the first answer or by saying that it is dealt with.
  add column asks boolean not null default false,
  add column answers uuid,
  add foreign key (workspace_id, answers) references comments (workspace_id, id);
