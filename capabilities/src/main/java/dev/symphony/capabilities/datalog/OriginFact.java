package dev.symphony.capabilities.datalog;

/**
 * A fact with all the places it was made from.
 *
 * @param origin the block or the authorizer that states the fact or, for a fact made by a rule, the
 *     place of the rule and the origins of the facts it matched
 * @param fact the fact
 */
public record OriginFact(Origin origin, Fact fact) {}
