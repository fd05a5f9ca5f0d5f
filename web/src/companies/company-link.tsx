import { Link } from '@tanstack/react-router';

/** A company in a list, by its name; a dash where there is none. */
export function CompanyLink({ company }: { company: { id: string; name: string } | null }) {
  if (company === null) return '–';
  return (
    <Link to="/companies/$companyId" params={{ companyId: company.id }}>
      {company.name}
    </Link>
  );
}
