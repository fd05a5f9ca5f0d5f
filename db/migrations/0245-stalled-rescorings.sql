-- When the scoring of everybody stopped because of a fault; null again as soon as it goes on.
alter table rescorings add column stalled_at timestamptz;
