/**
 * Before anything else: CommonJS packages of Nest's family (the throttler) `require` these ES modules, which Jest
 * refuses while an import of the same modules is still going on.
 */
import '@nestjs/common';
import '@nestjs/core';
