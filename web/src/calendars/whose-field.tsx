import { ActionIcon, Checkbox, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { KeptCalendar } from '../../../src/calendars/schema.ts';
import { resource, type Page } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { teams } from '../settings/invite-dialog.tsx';
import type { Member } from '../settings/member-settings.tsx';
import { settingsTexts } from '../settings/texts.ts';
import { calendarTexts } from './texts.ts';

export type Whose = Pick<KeptCalendar, 'standard' | 'teams' | 'memberIds'>;

/** Whose a calendar is: everybody's, teams' or persons'. The standard one stays it until another is. */
export function WhoseField(props: { whose: Whose; isStandard: boolean; onChange: (whose: Whose) => void }) {
  const { whose, isStandard, onChange } = props;
  const t = useText(settingsTexts);
  const c = useText(calendarTexts);
  const { data } = useQuery(resource<Page<Member>>('/members'));
  const members = (data?.items ?? []).filter(({ id, leftAt }) => leftAt === null || whose.memberIds.includes(id));
  const own = members.filter(({ id }) => whose.memberIds.includes(id));
  const toggle = (team: (typeof teams)[number]) =>
    onChange({
      ...whose,
      teams: whose.teams.includes(team) ? whose.teams.filter((each) => each !== team) : [...whose.teams, team],
    });
  return (
    <fieldset className="week">
      <legend>{c('whose')}</legend>
      <p className="second small">{c('whoseHint')}</p>
      <div className="calendar-teams">
        {!isStandard && (
          <Checkbox
            label={t('makeStandard')}
            checked={whose.standard}
            onChange={(event) => onChange({ ...whose, standard: event.currentTarget.checked })}
          />
        )}
        {teams.map((team) => (
          <Checkbox
            key={team}
            label={`${t('team')}: ${t(`role_${team}`)}`}
            checked={whose.teams.includes(team)}
            onChange={() => toggle(team)}
          />
        ))}
      </div>
      <ul className="calendar-people">
        {own.map(({ id, name }) => (
          <li key={id}>
            {name}
            <ActionIcon
              variant="subtle"
              size={28}
              aria-label={c('removePerson', { name })}
              onClick={() => onChange({ ...whose, memberIds: whose.memberIds.filter((each) => each !== id) })}
            >
              <IconX size={14} stroke={1.75} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <NativeSelect
        aria-label={c('person')}
        value=""
        data={[
          { value: '', label: c('addPerson') },
          ...members.filter((each) => !own.includes(each)).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => onChange({ ...whose, memberIds: [...whose.memberIds, event.currentTarget.value] })}
      />
    </fieldset>
  );
}
