import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { z } from 'zod';
import type { member } from '../../../src/workspaces/schema.ts';
import { useCollection } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { InvitationDialog, type Invited } from './invitation-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { MemberDialog } from './member-dialog.tsx';
import { settingsTexts } from './texts.ts';

export type Member = z.input<typeof member>;

/** Who is in the workspace, with which role, for which team. Administrators invite and change. */
export function MemberSettings() {
  const t = useText(settingsTexts);
  const { member: me } = useSession();
  const isAdmin = me.role === 'admin';
  const members = useCollection<Member>('/members');
  const [inviting, setInviting] = useState(false);
  const [changing, setChanging] = useState<Member | null>(null);
  const [invited, setInvited] = useState<Invited | null>(null);
  const present = members.rows.filter(({ leftAt }) => leftAt === null);
  const countOf = (team: Member['team']) => present.filter((each) => each.team === team).length;
  const headless = (['marketing', 'sales'] as const).filter(
    (team) => !members.loading && !present.some((each) => each.team === team && each.head),
  );

  const columns = useMemo(
    (): Column<Member>[] => [
      {
        key: 'name',
        header: t('name'),
        value: ({ name }) => name,
        render: ({ id, name }) => (id === me.id ? `${name} (${t('you')})` : name),
        width: 'minmax(0, 1.5fr)',
      },
      { key: 'email', header: t('email'), value: ({ email }) => email, width: 'minmax(0, 1.7fr)' },
      { key: 'role', header: t('role'), value: ({ role }) => t(`role_${role}`), width: '8rem' },
      {
        key: 'team',
        header: t('team'),
        value: ({ team }) => team,
        render: ({ team, head }) => (
          <span className="member-name">
            <Pill tone={team === 'marketing' || team === 'sales' ? team : 'neutral'}>{t(`role_${team}`)}</Pill>
            {head && <span className="second small">{t('headPill')}</span>}
          </span>
        ),
        width: 'minmax(0, 1.2fr)',
      },
      {
        key: 'capacity',
        header: t('capacity'),
        value: ({ monthlyCapacity }) => monthlyCapacity,
        align: 'end',
        width: '8rem',
      },
      {
        key: 'state',
        header: t('state'),
        headerHidden: true,
        value: ({ leftAt, invited }) => (leftAt === null ? Number(invited) : 2),
        render: ({ leftAt, invited }) =>
          leftAt !== null ? <Pill>{t('left')}</Pill> : invited ? <Pill tone="warn">{t('invited')}</Pill> : '',
        sortable: false,
        width: '6.5rem',
      },
    ],
    [t, me.id],
  );
  return (
    <>
      <PageHeading
        answer={t('membersAnswer', { n: present.length, marketing: countOf('marketing'), sales: countOf('sales') })}
        sub={headless[0] ? t('noHead', { team: t(`role_${headless[0]}`).toLowerCase() }) : t('membersSub')}
        actions={isAdmin && <Button onClick={() => setInviting(true)}>{t('invite')}</Button>}
      />
      <Panel flush>
        <DataTable
          label={t('members')}
          columns={columns}
          rowKey={({ id }) => id}
          {...(isAdmin && { onOpen: setChanging })}
          {...members}
        />
      </Panel>
      {inviting && <InviteDialog onClose={() => setInviting(false)} onInvited={setInvited} />}
      {changing && <MemberDialog member={changing} onClose={() => setChanging(null)} onInvited={setInvited} />}
      {invited && <InvitationDialog invited={invited} onClose={() => setInvited(null)} />}
    </>
  );
}
