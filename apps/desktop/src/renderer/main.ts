// Mounts the window. Everything it knows comes through window.hushroom, which the shell has defined before.
import './styles/tokens/colour.css';
import './styles/tokens/contrast.css';
import './styles/tokens/people.css';
import './styles/tokens/space.css';
import './styles/tokens/type.css';
import './styles/tokens/shape.css';
import './styles/tokens/motion.css';
import './styles/tokens/layer.css';
import './styles/tokens/fonts.css';
import './styles/base.css';
import './styles/forced-colours.css';
import './styles/shapes.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { language } from './words/language.svelte.ts';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');
language.begin(navigator.languages);
mount(App, { target, props: { api: window.hushroom } });
