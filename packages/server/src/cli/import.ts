import { Command } from 'commander'

export const importFile = new Command('import').description('bring in what readers wrote elsewhere')
