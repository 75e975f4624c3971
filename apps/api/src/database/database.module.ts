import { type BeforeApplicationShutdown, type DynamicModule, Logger, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../config/config.js';
import { dataSourceOptions, type EntityClass } from './data-source.js';

/** Says when an idle connection breaks. At the end it is we who break them, and the pool does not wait for the last. */
class ConnectionWatch implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Database');
  private isEnding = false;

  handleLost(error: Error): void {
    if (!this.isEnding) this.logger.warn(`A connection to the database was lost: ${error.message}`);
  }

  beforeApplicationShutdown(): void {
    this.isEnding = true;
  }
}

/** The one TypeORM `DataSource`, with the entities that the composition root lists. The schema is migrated before. */
@Module({})
export class DatabaseModule {
  static forRoot(entities: readonly EntityClass[]): DynamicModule {
    const watch = new ConnectionWatch();
    return {
      module: DatabaseModule,
      providers: [{ provide: ConnectionWatch, useValue: watch }],
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [Config],
          useFactory: ({ databaseUrl }: Config) => ({
            ...dataSourceOptions(databaseUrl, entities, (error) => watch.handleLost(error)),
            retryAttempts: 1, // main has just migrated over the same address: it is there, or the start has failed
          }),
        }),
      ],
    };
  }
}
