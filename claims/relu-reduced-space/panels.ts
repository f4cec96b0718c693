/** Whether the arm `reduced` was restricted at all. */
export const inReducedSpace = {
  name: 'distance of the reduced networks from the reduced space',
  unit: '1',
  of: ({ reduced }: { readonly reduced: { readonly outside: number } }) => reduced.outside,
  rule: 'staysBelow',
  margin: 1e-5,
  because: 'rounding in float32: the network is in the space in the end',
} as const;

/** Whether the compared arms were trained. */
export const trained = (margin: number, because: string) =>
  ({
    name: 'training error of the worse of the two',
    unit: 'decades',
    of: ({ free, reduced }: Readonly<Record<'free' | 'reduced', { readonly decades: number }>>) =>
      Math.max(free.decades, reduced.decades),
    rule: 'staysBelow',
    margin,
    because: `networks that were trained: ${because}`,
  }) as const;
