import { describe, expect, it } from 'vitest';
import { feedbackTally, type ToldHandoff } from './tally.ts';

const four = (text: string) => ({ en: text, da: text, nb: text, nl: text });
let serial = 0;
const told = (more: Partial<ToldHandoff> = {}): ToldHandoff => ({
  id: `h${++serial}`,
  company: 'Nordhavn Pumper A/S',
  group: 'google',
  leadType: 'other',
  readyBy: 'definition',
  decision: null,
  reason: null,
  items: [],
  met: [],
  criteria: [],
  feedback: null,
  ...more,
});
const said = (more: Partial<NonNullable<ToldHandoff['feedback']>> = {}): NonNullable<ToldHandoff['feedback']> => ({
  fit: 'yes',
  timing: 'now',
  briefing: 'yes',
  useful: [],
  missed: null,
  givenAt: new Date('2026-09-23T10:00:00Z'),
  ...more,
});
const sumOf = (handoffs: ToldHandoff[]) => {
  const tally = feedbackTally();
  for (const handoff of handoffs) tally.add(handoff);
  return tally.sum();
};

describe('what is learnt from hand-offs', () => {
  it('counts verdicts and reasons, in all and by where the leads came from, most rejections first', () => {
    const sum = sumOf([
      told({ decision: 'accepted' }),
      told({ decision: 'rejected', reason: 'too_early', group: 'linkedin' }),
      told({ decision: 'rejected', reason: 'no_authority', group: 'linkedin' }),
      told({ decision: 'rejected', reason: 'too_early', group: null }),
      told(),
    ]);
    expect(sum).toMatchObject({ handedOver: 5, accepted: 1, rejected: 3, answered: 0 });
    expect(sum.reasons).toEqual([
      { code: 'too_early', count: 2 },
      { code: 'no_authority', count: 1 },
    ]);
    expect(sum.groups.map(({ key, rejected }) => [key, rejected])).toEqual([
      ['linkedin', 2],
      [null, 1],
      ['google', 0],
    ]);
  });

  it('sums the three answers, and keeps what should have been asked, the latest first', () => {
    const sum = sumOf([
      told({ feedback: said({ fit: 'no', timing: 'later', briefing: 'partly', missed: 'Budget' }) }),
      told({ feedback: said({ missed: 'Who decides' }) }),
    ]);
    expect(sum).toMatchObject({
      answered: 2,
      fit: { yes: 1, partly: 0, no: 1 },
      timing: { now: 1, later: 1, never: 0 },
      briefing: { yes: 1, partly: 1, no: 0 },
    });
    expect(sum.missed.map(({ text }) => text)).toEqual(['Who decides', 'Budget']);
  });

  it('holds marketing’s view of each criterion against sales’ verdict', () => {
    const criteria = [{ key: 'pricing', labels: null }];
    const sum = sumOf([
      told({ criteria, met: ['pricing'], decision: 'accepted' }),
      told({ criteria, met: ['pricing'], decision: 'rejected' }),
      told({ criteria, decision: 'rejected' }),
      told({ criteria, met: ['pricing'] }),
    ]);
    expect(sum.criteria).toEqual([
      { key: 'pricing', labels: null, metAccepted: 1, metRejected: 1, missedAccepted: 0, missedRejected: 1 },
    ]);
  });

  it('proposes to drop what is hardly ever of use, to ask better for what is and is often missing, and nothing on too few', () => {
    const item = (key: string, filled = true) => ({ key, label: four(key), filled });
    const conversations = (count: number, useful: string[]) =>
      Array.from({ length: count }, () =>
        told({ items: [item('fax'), item('need'), item('phone')], feedback: said({ useful }) }),
      );
    const unfilled = Array.from({ length: 10 }, () => told({ items: [item('fax'), item('need', false), item('phone')] }));
    const proposals = (handoffs: ToldHandoff[]) =>
      Object.fromEntries(sumOf(handoffs).items.map(({ key, proposal }) => [key, proposal]));
    const twenty = [...conversations(3, ['fax', 'need', 'phone']), ...conversations(17, ['need', 'phone']), ...unfilled];
    expect(proposals(twenty)).toEqual({ fax: 'remove', need: 'fill', phone: null });
    expect(proposals(twenty.slice(1))).toEqual({ fax: null, need: null, phone: null });
  });
});

it('parts marketing’s view from sales’ verdict by type of lead: given back, or accepted and no lead for us after all', () => {
  const unfit = { fit: 'no', timing: 'never', briefing: 'yes', useful: [], missed: null, givenAt: new Date(0) } as const;
  const { views } = sumOf([
    told({ leadType: 'hot', decision: 'accepted' }),
    told({ leadType: 'hot', decision: 'accepted', feedback: unfit }),
    told({ leadType: 'hot', decision: 'rejected', reason: 'too_early' }),
    told({ leadType: 'hot', decision: 'rejected', reason: 'wrong_role' }),
    told({ leadType: 'hot', decision: 'rejected', reason: 'wrong_role' }),
    told({ leadType: 'other', readyBy: 'marketing', decision: 'rejected', reason: 'too_early' }),
    told({ leadType: 'other' }),
  ]);
  expect(views).toEqual([
    {
      leadType: 'hot',
      readyBy: 'definition',
      judged: 5,
      givenBack: 3,
      unfit: 1,
      reasons: [
        { code: 'wrong_role', count: 2 },
        { code: 'too_early', count: 1 },
      ],
    },
    { leadType: 'other', readyBy: 'marketing', judged: 1, givenBack: 1, unfit: 0, reasons: [{ code: 'too_early', count: 1 }] },
  ]);
});
