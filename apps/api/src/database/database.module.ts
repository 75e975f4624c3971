import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../config/config.js';
import { dataSourceOptions, type EntityClass } from './data-source.js';

/** The one TypeORM `DataSource`, with the entities that the composition root lists. The schema is migrated before. */
@Module({})
export class DatabaseModule {
  static forRoot(entities: readonly EntityClass[]): DynamicModule {
    const logger = new Logger('Database');
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [Config],
          useFactory: ({ databaseUrl }: Config) => ({
            ...dataSourceOptions(databaseUrl, entities, (error) =>
              logger.warn(`A connection to the database was lost: ${error.message}`),
            ),
            retryAttempts: 1, // main has just migrated over the same address: it is there, or the start has failed
          }),
        }),
      ],
    };
  }
}
