/** `plain` is the form a cluster takes: no sub-select in policies of distributed tables. */
export type PolicyForm = 'wrapped' | 'plain';
