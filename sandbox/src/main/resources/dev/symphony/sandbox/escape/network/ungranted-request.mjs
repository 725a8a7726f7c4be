// proof: visit
// Asks the host for a connection that it was not granted.
export default (input, caps) => caps.http.request({ method: 'GET', url: `http://127.0.0.1:${input.port}/`, headers: {}, body: '' });
