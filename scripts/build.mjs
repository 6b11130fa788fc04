// npm run build: the discussion and the desk, if their sources have changed.
import { build, install } from './prepare.mjs'

install()
build()
