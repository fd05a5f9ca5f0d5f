-- What the application role may do; samspil_app stands for the role DATABASE_URL signs in as. Applied after every migration run; run again, it changes nothing.
grant usage on schema public, pgboss to samspil_app;
grant select, insert, update, delete on all tables in schema public to samspil_app;
grant select, insert, update, delete on all tables in schema pgboss to samspil_app;
grant usage, select on all sequences in schema pgboss to samspil_app;
grant execute on all functions in schema pgboss to samspil_app;
grant execute on function make_touchpoint_partitions(date, date), workspace_ids() to samspil_app;
revoke all on schema_migrations from samspil_app;
grant select on schema_migrations to samspil_app;

-- Append-only: what happened is never rewritten. Rows leave only with their workspace, through delete_workspace().
revoke update, delete on events, lead_stages, handoff_assignments, handoff_snoozes, definition_signatures, agreement_signatures, stage_moves from samspil_app;
revoke update, delete on definitions, agreements, clauses, handoff_decisions from samspil_app;
grant update (undone_at) on handoff_decisions to samspil_app;
revoke update, delete on consents, consent_texts from samspil_app;
-- A browser's word finds its person when the person becomes known; what was said stays.
grant update (person_id) on consents to samspil_app;
revoke insert on stage_moves from samspil_app;
-- Nor by removing what it hangs on.
revoke delete on workspaces, handoffs from samspil_app;
grant execute on function delete_example_workspace(uuid) to samspil_app;
grant execute on function withdraw_handoff(uuid) to samspil_app;
