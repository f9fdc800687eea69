// Sends to Python what the agent does: the name of the action, and the data of the markup.
let handler = () => {}; // Python's, once it is there

export const send = (action, payload) => handler(JSON.stringify([action, payload]));
export const listen = (given) => { handler = given; };

// The data-* of an element and of the elements around it. The nearest value counts.
export function dataOf(element) {
  const around = element.parentElement?.closest("body *");
  return { ...(around ? dataOf(around) : {}), ...element.dataset };
}
