// Package callgate holds the words of the product: users, roles, permissions,
// entities, questions and decisions as plain types, the permission catalogue
// and the predefined roles. It imports the standard library only and must not
// know where anything is kept, shown or decided.
package callgate
