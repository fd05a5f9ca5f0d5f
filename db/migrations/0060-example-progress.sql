-- How far the example company's story has been told, in percent; null once it is complete, and for every other workspace.
alter table workspaces add column loading_progress smallint check (loading_progress between 0 and 100);
