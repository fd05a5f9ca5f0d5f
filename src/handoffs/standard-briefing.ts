/** An item of information that marketing hands over, with what the teams call it and why sales needs it. */
export interface BriefingItem {
  key: string;
  label: { en: string; da: string; nb: string; nl: string };
  why?: { en: string; da: string; nb: string; nl: string } | undefined;
}

const item = (key: string, en: string, da: string, nb: string, nl: string): BriefingItem => ({ key, label: { en, da, nb, nl } });

/** What sales is told where no agreement says otherwise: enough to call well. The teams agree their own list, item by item. */
export const standardBriefing: readonly BriefingItem[] = [
  item('name', 'Name', 'Navn', 'Navn', 'Naam'),
  item('title', 'Job title', 'Stilling', 'Stilling', 'Functie'),
  item('company', 'Company', 'Virksomhed', 'Bedrift', 'Bedrijf'),
  item('email', 'E-mail', 'E-mail', 'E-post', 'E-mail'),
  item('asked-for', 'What they asked for or read', 'Hvad de bad om eller læste', 'Hva de ba om eller leste', 'Waar ze om vroegen of wat ze lazen'),
  item('pain', 'Their problem, in their own words', 'Deres problem, med deres egne ord', 'Problemet deres, med egne ord', 'Hun probleem, in eigen woorden'),
];
