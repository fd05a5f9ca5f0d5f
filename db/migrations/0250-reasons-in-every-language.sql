-- Why a message is in quarantine, as a sentence and its values, so that whoever reads it has it in his own language. `reason` is the same in
-- English. What is there already is told by its English words; what is not recognised keeps them.
alter table quarantine add column said jsonb;

update quarantine q set said = json_build_object('code', s.code, 'values', s.known)
  from (values
    ('a message must be an object', 'messageNotAnObject', '{}'::json),
    ('must be a text', 'notAText', '{}'),
    ('must be an object', 'notAnObject', '{}'),
    ('must be JSON', 'notJson', '{}'),
    ('a message must have at most 32768 bytes', 'messageTooLarge', '{"most": 32768}'),
    ('must be identify', 'wrongType', '{"type": "identify"}'),
    ('must be page', 'wrongType', '{"type": "page"}'),
    ('must be track', 'wrongType', '{"type": "track"}'),
    ('must be screen', 'wrongType', '{"type": "screen"}'),
    ('must be group', 'wrongType', '{"type": "group"}'),
    ('must be alias', 'wrongType', '{"type": "alias"}'),
    ('must be one of identify, page, track, screen, group, alias', 'unknownType', '{"types": "identify, page, track, screen, group, alias"}'),
    ('must be a text of at most 256 characters or a number', 'idUnfit', '{"most": 256}'),
    ('must be a text of at most 512 characters', 'titleUnfit', '{"most": 512}'),
    ('a track call needs the name of its event', 'eventMissing', '{}'),
    ('a group call needs a groupId', 'groupIdMissing', '{}'),
    ('an alias call needs the userId to keep', 'userIdMissing', '{}'),
    ('an alias call needs the previousId that becomes userId', 'previousIdMissing', '{}'),
    ('needs a userId or an anonymousId', 'nobodyNamed', '{}'),
    ('must be a date and time of ISO 8601, such as 2026-09-23T15:00:00.000Z', 'notAnInstant', '{}'),
    ('lies more than an hour in the future', 'inTheFuture', '{}'),
    ('lies before the year 2000', 'tooLongAgo', '{}'),
    ('a number must be finite', 'notFinite', '{}'),
    ('is nested deeper than 20 levels', 'tooDeep', '{"most": 20}'),
    ('the name __proto__ is not accepted', 'forbiddenName', '{"name": "__proto__"}'),
    ('a name must have at most 256 characters, no NUL and no lone surrogate', 'nameUnfit', '{"most": 256}'),
    ('a text must have at most 8192 characters', 'textTooLong', '{"most": 8192}'),
    ('a text must not contain NUL', 'nul', '{}'),
    ('a text must not contain half a surrogate pair', 'halfPair', '{}'),
    ('was used for another message before', 'idUsedBefore', '{}'),
    ('could not be worked through', 'notWorkedThrough', '{}'),
    ('fills in the field that no visitor sees', 'trapFilledIn', '{}')
  ) as s(reason, code, known)
 where q.reason = s.reason;
