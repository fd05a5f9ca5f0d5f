import { config } from 'zod';

// The content security policy allows no code made from text. Must be imported before any contract is.
config({ jitless: true });
