import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { buyingRoles, type BuyingRole } from '../../../src/companies/roles.ts';
import type { BuyingMember } from '../../../src/companies/schema.ts';
import { api, resource, useCommand, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { refreshOfCustomers } from '../people/customers.ts';
import { customerTexts } from '../people/texts.ts';
import { ActionMenu } from '../ui/action-menu.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { buyingRoleNames } from './texts.ts';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';

/** Who is who when the company buys: each person's parts, who said so and when. */
export function BuyingGroup({ companyId, mayChange }: { companyId: string; mayChange: boolean }) {
  const t = useText(customerTexts);
  const path = `/companies/${companyId}/buying-group`;
  const { data } = useQuery(resource<Page<BuyingMember>>(path));
  const give = useCommand((given: { personId: string; role: BuyingRole }) => api.post(path, given), {
    refresh: refreshOfCustomers,
  });
  const withdraw = useCommand((id: string) => api.delete(`/buying-roles/${id}`), { refresh: refreshOfCustomers });
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title={<GlossaryTerm term="buyingGroup">{t('buyingGroup')}</GlossaryTerm>}>
      <ul className="customer-list">
        {data.items.map((member) => (
          <Member
            key={member.id}
            member={member}
            mayChange={mayChange}
            onGive={(role) => give.mutate({ personId: member.id, role })}
            onWithdraw={(id) => withdraw.mutate(id)}
          />
        ))}
      </ul>
      <Failure error={give.error ?? withdraw.error} />
    </Panel>
  );
}

function Member(props: {
  member: BuyingMember;
  mayChange: boolean;
  onGive: (role: BuyingRole) => void;
  onWithdraw: (id: string) => void;
}) {
  const { member, mayChange, onGive, onWithdraw } = props;
  const t = useText(customerTexts);
  const role = useText(buyingRoleNames);
  const format = useFormat();
  const name = member.name ?? '–';
  const left = buyingRoles.filter((each) => !member.roles.some((had) => had.role === each));
  return (
    <li>
      <span className="customer-line">
        <Link to="/people/$personId" params={{ personId: member.id }}>
          {name}
        </Link>
        {member.title && <span className="second">{member.title}</span>}
        {mayChange && left.length > 0 && (
          <ActionMenu
            label={t('giveRole', { name })}
            actions={left.map((each) => ({ key: each, name: role(each), act: () => onGive(each) }))}
            renderOpener={(opener) => (
              <Button variant="default" size="compact-sm" aria-label={t('giveRole', { name })} {...opener}>
                {t('addRole')}
              </Button>
            )}
          />
        )}
      </span>
      {member.roles.map(({ id, role: given, saidBy, saidAt }) => (
        <span key={id} className="customer-line">
          <Pill tone="neutral">{role(given)}</Pill>
          <span className="second small">{[saidBy?.name, format.date(saidAt)].filter(Boolean).join(' · ')}</span>
          {mayChange && (
            <ActionIcon
              variant="subtle"
              size="sm"
              aria-label={t('takeRole', { role: role(given), name })}
              onClick={() => onWithdraw(id)}
            >
              <IconX size={14} stroke={1.75} aria-hidden />
            </ActionIcon>
          )}
        </span>
      ))}
    </li>
  );
}
