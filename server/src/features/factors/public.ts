export { giveBack, takeGuess } from './guesses/actions.ts'
