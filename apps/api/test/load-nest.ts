/**
 * Before anything else: CommonJS packages (the throttler, Fastify's plug-in for static files) `require` these ES modules, which
 * Jest refuses while an import of the same modules is still going on.
 */
import '@nestjs/common';
import '@nestjs/core';
import 'content-disposition';
