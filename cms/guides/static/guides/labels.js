// Headings of blocks in forms, from the first of their forms of which every child in braces is filled in.

const { StructBlockDefinition } = window.wagtailStreamField.blocks;

/** What the children of a block say, put into one of the forms; empty if none can be filled. */
function heading(block, forms, options) {
  const text = (name) => block.childBlocks[name]?.getTextLabel?.(options) || "";
  const names = (form) => [...form.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  const complete = forms.find((form) => names(form).every(text));
  return complete ? complete.replace(/\{(\w+)\}/g, (_match, name) => text(name)) : "";
}

class LabelledBlockDefinition extends StructBlockDefinition {
  render(...where) {
    const block = super.render(...where);
    block.layout.getTextLabel = (options) => heading(block, this.meta.labelFormats, options);
    block.layout.setCollapsedLabelText();
    return block;
  }
}

window.telepath.register("waymark.LabelledBlock", LabelledBlockDefinition);
