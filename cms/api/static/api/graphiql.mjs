// GraphiQL on this endpoint. Its scripts are global ones and have run before this module does.

const { React, ReactDOM, GraphiQL } = globalThis;

const DEFAULT_QUERY = `# Everything that is published, and nothing else. The limits are described in docs/api.
{
  cities {
    slug
    title
    languages
  }
}
`;

const fetcher = GraphiQL.createFetcher({ url: location.pathname });
ReactDOM.render(
  React.createElement(GraphiQL, { fetcher, defaultQuery: DEFAULT_QUERY }),
  document.getElementById("graphiql"),
);
