import { Button, type ButtonProps } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ImportKind } from '../../../src/imports/kinds.ts';

/** The way to a new import of a kind. */
export function ImportLink({ kind, ...props }: ButtonProps & { kind?: ImportKind }) {
  return <Button {...props} renderRoot={(root) => <Link to="/import" search={kind ? { kind } : {}} {...root} />} />;
}
