import type { FastifyInstance } from 'fastify'
import type { App } from '../app.ts'

export async function demo(_server: FastifyInstance, _options: { app: App }) {}
