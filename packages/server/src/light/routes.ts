import type { App } from '../app.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import type { Call } from '../http/table.ts'
import { setFeatured } from './pick.ts'
import { worthReading } from './worth.ts'

export const worth = (app: App, { query }: Call) =>
  worthReading(app, { story: query.story, after: query.after ?? null })

export const feature = (app: App, { who, params }: Call) =>
  setFeatured(app, who as ReaderVisitor, { id: params.id!, featured: true })

export const unfeature = (app: App, { who, params }: Call) =>
  setFeatured(app, who as ReaderVisitor, { id: params.id!, featured: false })
