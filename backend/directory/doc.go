// Package directory reads users from files of many forms and writes them:
// which form a file has is told from its content. It must not know what is
// already in a tenant, who may bring users in, or how logins are kept unique.
package directory
