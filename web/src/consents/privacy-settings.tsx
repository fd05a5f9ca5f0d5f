import './consents.css';
import { useText } from '../app/language.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { ConsentTexts } from './consent-text-list.tsx';
import { OwnDomains } from './own-domains.tsx';
import { Suppressions } from './suppressions.tsx';
import { consentTexts } from './texts.ts';

/** What visitors are asked, which sites are the company's own, and who wants no mail. */
export function PrivacySettings() {
  const t = useText(consentTexts);
  return (
    <>
      <PageHeading answer={t('privacyAnswer')} sub={t('privacySub')} />
      <Suppressions />
      <ConsentTexts />
      <OwnDomains />
    </>
  );
}
