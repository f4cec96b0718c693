/** Plain tables for cli-table3: no colours, no lines between rows. */
export const tableStyle = {
  style: { head: [] as string[], border: [] as string[] },
  chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
};
