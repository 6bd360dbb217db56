# Rules about rules: what OPA cannot know of the sources of policies/, over the syntax trees that OPA itself makes. Only
# `sluis policy check` asks them; no bundle has them. The input is the document that src/cli/policy/rules.ts gathers.
#
# A breach names its file, where it stands in the tree (`at`, from the module down; the command finds the line), what
# is wrong and what to do.
package check

breaches := union({
	data.check.norms.breaches,
	data.check.defaults.breaches,
	data.check.world.breaches,
	data.check.codes.breaches,
	data.check.negation.breaches,
	names_nothing,
})

# In tests as well: `not` with a misspelt name is content for ever.
names_nothing := found if {
	all := object.union(input.modules, object.get(input, "tested", {}))
	found := data.check.unknown.breaches with input.modules as all
}
