// A page to try the API on: it posts what is written and shows what comes back.

const EXAMPLE = `query Guide($city: String!, $language: String) {
  documents(city: $city, language: $language, kind: SERVICE, first: 10) {
    totalCount
    nodes {
      title
      language
      ... on Service {
        offices { title address { street locality } }
        costs { amount currency }
      }
    }
  }
}`;

const form = document.getElementById("query-form");
const query = document.getElementById("query");
const variables = document.getElementById("variables");
const status = document.getElementById("status");
const answer = document.getElementById("answer");

async function post(body) {
  const response = await fetch(location.pathname, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: await response.json() };
}

async function run() {
  let values;
  try {
    values = JSON.parse(variables.value.trim() || "{}");
  } catch (error) {
    status.textContent = `The variables are not JSON: ${error.message}`;
    variables.focus();
    return;
  }
  status.textContent = "…";
  const started = performance.now();
  try {
    const got = await post({ query: query.value, variables: values });
    status.textContent = `${got.status}, ${Math.round(performance.now() - started)} ms`;
    answer.textContent = JSON.stringify(got.answer, null, 2);
  } catch (error) {
    status.textContent = `No answer: ${error.message}`;
  }
}

async function begin() {
  query.value = EXAMPLE;
  const { answer: cities } = await post({ query: "{ cities { slug languages } }" });
  const [city] = cities.data.cities;
  const values = city ? { city: city.slug, language: city.languages.at(-1) } : { city: "", language: "en" };
  if (variables.value.trim() === "") {
    variables.value = JSON.stringify(values, null, 2);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});
begin();
